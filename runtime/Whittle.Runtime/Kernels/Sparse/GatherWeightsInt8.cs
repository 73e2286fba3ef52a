using System.Runtime.InteropServices;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps in native memory: [step] { indices of all slots, weights of all slots }, and lists of window offsets and blocks.</summary>
internal sealed unsafe class GatherWeightsInt8
{
    private readonly NativeBuffer<byte> _steps;
    private readonly NativeBuffer<int> _offsets;
    private readonly NativeBuffer<GatherBlock> _blocks;

    public GatherWeightsInt8(GatherSteps packed)
    {
        var slots = packed.Format.SlotsPerStep;
        StepBytes = 2 * slots;
        _steps = new NativeBuffer<byte>(checked(packed.Slots * 2));
        for (var step = 0; step < packed.Steps; step++)
        {
            packed.Indices.Slice(step * slots, slots).CopyTo(_steps.Span[(step * 2 * slots)..]);
            MemoryMarshal.AsBytes(packed.Weights.Slice(step * slots, slots)).CopyTo(_steps.Span[(((step * 2) + 1) * slots)..]);
        }

        _offsets = NativeBuffer.Of<int>([.. packed.Offsets]);
        _blocks = NativeBuffer.Of<GatherBlock>([.. packed.Blocks]);
    }

    /// <summary>Bytes of a step.</summary>
    public int StepBytes { get; }

    /// <summary>Number of blocks.</summary>
    public int Count => _blocks.Length;

    public GatherBlock* Blocks => _blocks.Pointer;

    /// <summary>Where the steps of the first block begin.</summary>
    public GatherBlockSteps Steps => new(_steps.Pointer, _offsets.Pointer);
}
