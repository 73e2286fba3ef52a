namespace Whittle.Runtime.Kernels;

/// <summary>An activation of a recurrent layer: the function with its parameters, applied in place to a gate of all hidden units.</summary>
public readonly struct RecurrentActivation(ActivationKind kind, float alpha, float beta)
{
    internal void Apply(Span<float> values)
    {
        switch (kind)
        {
            case ActivationKind.Sigmoid:
                Unary.Run(values, values, default(Sigmoid));
                break;
            case ActivationKind.Tanh:
                Unary.Run(values, values, default(Tanh));
                break;
            case ActivationKind.Relu:
                Unary.Run(values, values, default(Relu<float>));
                break;
            case ActivationKind.Affine:
                Unary.Run(values, values, new Affine(alpha, beta));
                break;
            case ActivationKind.Elu:
                Unary.Run(values, values, new Elu(alpha));
                break;
            case ActivationKind.HardSigmoid:
                Unary.Run(values, values, new HardSigmoid(alpha, beta));
                break;
            case ActivationKind.LeakyRelu:
                Unary.Run(values, values, new LeakyRelu(alpha));
                break;
            case ActivationKind.Softplus:
                Unary.Run(values, values, default(Softplus));
                break;
            case ActivationKind.Softsign:
                Unary.Run(values, values, default(Softsign));
                break;
            case ActivationKind.ThresholdedRelu:
                Unary.Run(values, values, new ThresholdedRelu(alpha));
                break;
            case ActivationKind.ScaledTanh:
                Unary.Run(values, values, new Affine(beta, 0f));
                Unary.Run(values, values, default(Tanh));
                Unary.Run(values, values, new Affine(alpha, 0f));
                break;
            default:
                throw new InvalidOperationException($"There is no activation {kind}.");
        }
    }

    /// <summary>As above, on values first brought within −clip … clip; 0 clips nothing.</summary>
    internal void Apply(Span<float> values, float clip)
    {
        if (clip > 0f)
        {
            Unary.Run(values, values, new Clip<float>(-clip, clip));
        }

        Apply(values);
    }
}
