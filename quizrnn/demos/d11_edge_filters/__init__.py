"""D11: edge filters, fixed or learned, tell strokes apart."""
