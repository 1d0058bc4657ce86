"""D05: a gallery of augmentations, blurs with their true width, and when a 6 becomes a 9."""
