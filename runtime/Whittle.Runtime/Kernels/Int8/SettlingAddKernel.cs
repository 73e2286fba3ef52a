using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A kernel whose outputs must be brought to their places before anything can be added to them.</summary>
/// <remarks>It is compiled for other layers of most networks already. The residual in the order of the sorted rows would take as long to bring about as the
/// outputs do, and longer than the second pass over them.</remarks>
internal sealed unsafe class SettlingAddKernel(Int8Kernel<RequantizeEpilogue> kernel, Int8Geometry geometry, IsaLevel level)
    : Int8Kernel<AddEpilogue>(geometry, kernel.Channels)
{
    public override void Run(byte* input, bool signed, byte* output, in AddEpilogue epilogue)
    {
        var own = epilogue.Own;
        kernel.Run(input, signed, output, in own);
        epilogue.Add(output, OutputLength, level);
    }
}
