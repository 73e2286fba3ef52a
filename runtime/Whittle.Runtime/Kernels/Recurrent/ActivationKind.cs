namespace Whittle.Runtime.Kernels;

/// <summary>The functions that a recurrent layer may apply, by their ONNX names.</summary>
public enum ActivationKind
{
    /// <summary>alpha x + beta.</summary>
    Affine,

    /// <summary>x, or alpha (e^x − 1) below zero.</summary>
    Elu,

    /// <summary>alpha x + beta within 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x, or alpha x below zero.</summary>
    LeakyRelu,

    /// <summary>x, or 0 below zero.</summary>
    Relu,

    /// <summary>alpha tanh(beta x).</summary>
    ScaledTanh,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>x above alpha, else 0.</summary>
    ThresholdedRelu,
}
