import torch
import torch.nn.functional as F


def conv2d(x, w, b, stride, pad):
    return F.conv2d(torch.as_tensor(x), torch.as_tensor(w), torch.as_tensor(b), stride, pad)
