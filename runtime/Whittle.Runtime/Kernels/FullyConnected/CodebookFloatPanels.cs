using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Packs codebook indices: panels of two 512-bit vectors of outputs; a 32-bit lane holds the indices of eight inputs, lowest bits first.</summary>
internal static class CodebookFloatPanels
{
    /// <summary>Values that four bits tell apart.</summary>
    public const int Entries = 16;

    /// <summary>Inputs of one 32-bit lane.</summary>
    public const int InputsPerLane = 8;

    /// <summary>Outputs of a panel.</summary>
    public const int Outputs = 32;

    /// <summary>Packs [outputs, inputs] into [panel][inputs / 8][output of the panel].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NativeBuffer<uint> Pack(ReadOnlySpan<byte> indices, int outputs, int inputs)
    {
        var panels = (outputs + Outputs - 1) / Outputs;
        var groups = (inputs + InputsPerLane - 1) / InputsPerLane;
        var packed = new NativeBuffer<uint>(checked(panels * groups * Outputs));
        var target = packed.Span;
        for (var output = 0; output < outputs; output++)
        {
            var panel = output / Outputs * groups * Outputs;
            for (var k = 0; k < inputs; k++)
            {
                target[panel + (k / InputsPerLane * Outputs) + (output % Outputs)] |= (uint)indices[(output * inputs) + k] << (k % InputsPerLane * 4);
            }
        }

        return packed;
    }
}
