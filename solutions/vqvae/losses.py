import torch


def vq_losses(z, q, beta):
    #en: z (N, D): outputs of the encoder; q (N, D): the code chosen for each of them. Returns both loss terms.
    #ja: z (N, D): エンコーダの出力。q (N, D): それぞれに選ばれたコードベクトル。二つの損失項を返す。
    codebook_term = ((z.detach() - q) ** 2).mean()  # <- codebook_term
    commitment_term = beta * ((z - q.detach()) ** 2).mean()  # <- commitment_term
    return codebook_term, commitment_term


# region after
#en: The term that is to move the codes stops the gradient at z; the term that is to hold the encoder stops it at q.
#en: In value the two differ by the factor beta alone, so the loss curve cannot show a stop on the wrong side.
#ja: コードベクトルを動かす項は z で勾配を止め、エンコーダを留める項は q で勾配を止める。
#ja: 値の違いは係数 beta だけなので、止める側を間違えても損失の曲線には表れない。
# endregion


# region hidden
import torch


def drive(answer, case):
    z = case.z.clone().requires_grad_()
    q = case.q.clone().requires_grad_()
    terms = answer.vq_losses(z, q, case.beta)
    gradients = {}
    for name, term in zip(("codebook term", "commitment term"), terms, strict=True):
        if term.requires_grad:
            found = torch.autograd.grad(term, [z, q], retain_graph=True, allow_unused=True)
        else:
            found = (None, None)
        for part, gradient in zip(("z", "q"), found, strict=True):
            gradients[f"{name}, {part}"] = torch.zeros_like(z) if gradient is None else gradient
    return {"codebook": terms[0].detach(), "commitment": terms[1].detach(), "gradients": gradients}


# endregion
