namespace Whittle.Runtime.Kernels;

/// <summary>What all tiles of a layer share.</summary>
/// <param name="runOffsets">Start of every run, relative to the position's base.</param>
/// <param name="runs">Number of runs.</param>
/// <param name="lastStep">Where in a run its last step starts; steps before it start at multiples of four.</param>
/// <param name="stepsPerSum">Steps whose products a sum of 16 bits can take; 0 where sums have 32.</param>
/// <param name="positionStride">From a position's bytes to the next one's.</param>
/// <param name="outputStride">From a position's outputs to the next one's, in bytes.</param>
/// <param name="positions">Where each position's bytes are, if they are not a stride apart.</param>
internal readonly unsafe struct DenseTileArguments(
    int* runOffsets, int runs, int lastStep, int stepsPerSum, nint positionStride, nint outputStride, int* positions = null)
{
    public readonly int* RunOffsets = runOffsets;

    public readonly int Runs = runs;

    public readonly int LastStep = lastStep;

    public readonly int StepsPerSum = stepsPerSum;

    public readonly nint PositionStride = positionStride;

    public readonly nint OutputStride = outputStride;

    public readonly int* Positions = positions;
}
