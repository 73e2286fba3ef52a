using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Float;

/// <summary>A shape that a test sets at run time, one per thread.</summary>
internal readonly struct TestFullyConnectedShape : IFullyConnectedShape
{
    [ThreadStatic]
    private static (int Rows, int Inputs, int Outputs) s_shape;

    public static int Rows => s_shape.Rows;

    public static int Inputs => s_shape.Inputs;

    public static int Outputs => s_shape.Outputs;

    public static void Set(int rows, int inputs, int outputs) => s_shape = (rows, inputs, outputs);
}
