"""D15: how much of a gradient survives T steps of an RNN, an LSTM and a GRU, and a task that needs it."""
