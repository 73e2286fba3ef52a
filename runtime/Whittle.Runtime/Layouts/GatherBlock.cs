namespace Whittle.Runtime.Layouts;

/// <summary>Some rows that share the lanes of a vector.</summary>
/// <param name="First">First row, in the packed order.</param>
/// <param name="Count">Rows.</param>
/// <param name="Stride">Lanes from one of a row's lanes to its next: the vector's lanes where each row has one.</param>
/// <param name="Steps">Steps of the block.</param>
internal readonly record struct GatherBlock(int First, int Count, int Stride, int Steps);
