"""D14: what a CNN learned on the digits 0–4 is worth on 5–9."""
