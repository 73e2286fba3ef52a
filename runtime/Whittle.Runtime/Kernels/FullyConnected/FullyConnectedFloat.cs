using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Dense float fully connected layer: output = clamp(input · weightsᵀ + bias).</summary>
/// <typeparam name="TShape">Shape of the layer.</typeparam>
/// <remarks>Lanes are outputs. One row reads wide panels once; several rows share each panel in register tiles.</remarks>
public sealed unsafe class FullyConnectedFloat<TShape>
    where TShape : struct, IFullyConnectedShape
{
    private readonly NativeBuffer<float> _weights;
    private readonly NativeBuffer<float> _bias;
    private readonly float _minimum;
    private readonly float _maximum;
    private readonly IsaLevel _level;

    /// <summary>Packs weights [Outputs, Inputs] and bias [Outputs] (empty: none).</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public FullyConnectedFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, bias, minimum, maximum, Isa.Best)
    {
    }

    internal FullyConnectedFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        Lengths.Exactly(TShape.Outputs * TShape.Inputs, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.Outputs, bias.Length, nameof(bias));
        _minimum = minimum;
        _maximum = maximum;
        _level = FloatScalar.Narrow(level, TShape.Outputs);
        var lanes = FloatScalar.Lanes(_level);
        var vectors = _level == IsaLevel.Scalar ? 1 : TShape.Rows == 1 ? FullyConnectedFloatRow<TileLanes128, Vector128<float>>.Vectors : 2;
        _weights = FloatPanels.Pack(weights, 1, TShape.Outputs, TShape.Inputs, lanes, vectors);
        _bias = FloatPanels.PackBias(bias, 1, TShape.Outputs, lanes);
    }

    /// <summary>Computes [Rows, Outputs] from [Rows, Inputs].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Lengths.Exactly(TShape.Rows * TShape.Inputs, input.Length, nameof(input));
        Lengths.Exactly(TShape.Rows * TShape.Outputs, output.Length, nameof(output));
        fixed (float* x = input, y = output)
        {
            switch (_level)
            {
                case IsaLevel.Avx512: RunLanes<TileLanes512, Vector512<float>>(x, y); break;
                case IsaLevel.Avx2: RunLanes<TileLanes256, Vector256<float>>(x, y); break;
                case IsaLevel.Vector128: RunLanes<TileLanes128, Vector128<float>>(x, y); break;
                default: RunScalar(x, y); break;
            }
        }

        GC.KeepAlive(_weights);
        GC.KeepAlive(_bias);
    }

    private void RunScalar(float* input, float* output)
    {
        for (var row = 0; row < TShape.Rows; row++, input += TShape.Inputs)
        {
            var w = _weights.Pointer;
            for (var o = 0; o < TShape.Outputs; o++, w += TShape.Inputs)
            {
                var sum = _bias.Pointer[o];
                for (var k = 0; k < TShape.Inputs; k++)
                {
                    sum += input[k] * w[k];
                }

                *output++ = FloatScalar.Clamp(sum, _minimum, _maximum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunLanes<TLanes, TVector>(float* input, float* output)
        where TLanes : struct, ITileLanes<TVector>
        where TVector : unmanaged
    {
        if (TShape.Rows == 1)
        {
            FullyConnectedFloatRow<TLanes, TVector>.Run(
                input, _weights.Pointer, _bias.Pointer, output, TShape.Inputs, TShape.Outputs, _minimum, _maximum);
        }
        else
        {
            FloatLine<FullyConnectedFloatGeometry<TShape>, TLanes, TVector>.Run(
                input, _weights.Pointer, _bias.Pointer, output, TShape.Rows, TShape.Outputs, _minimum, _maximum);
        }
    }
}
