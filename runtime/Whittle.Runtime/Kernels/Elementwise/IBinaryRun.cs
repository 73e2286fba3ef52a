namespace Whittle.Runtime.Kernels;

/// <summary>The innermost loop of a binary kernel. A step is the distance between neighbours: 1, 0 for a repeated value, or any stride.</summary>
internal interface IBinaryRun<TFrom, TTo>
{
    void Invoke(ref readonly TFrom left, int leftStep, ref readonly TFrom right, int rightStep, ref TTo output, int length);
}
