"""D07: logistic regression on 35 points, as published, and how far 20,000 steps are from the optimum."""
