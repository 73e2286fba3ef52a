namespace Whittle.Runtime.Kernels;

/// <summary>Shape of a fully connected layer as constants that the JIT sees: input [Rows, Inputs], weights [Outputs, Inputs], output [Rows, Outputs].</summary>
public interface IFullyConnectedShape
{
    /// <summary>Independent input rows (samples, time steps).</summary>
    static abstract int Rows { get; }

    static abstract int Inputs { get; }

    static abstract int Outputs { get; }
}
