using static TorchSharp.torch;

namespace Whittle.Compression.Weights.Pickle;

/// <summary>The mark that begins the arguments of an operation.</summary>
internal sealed class Mark;

/// <summary>A name of Python that a file refers to; it is looked up in a closed list and never run.</summary>
internal sealed record Global(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>Where a tensor's elements lie: a member of the archive.</summary>
internal sealed record Storage(ScalarType Type, string Key);

/// <summary>A tensor as the file describes it.</summary>
internal sealed record TensorView(Storage Storage, long Offset, long[] Shape, long[] Strides);
