using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Benchmarks.Nets;
using Whittle.Compiler;
using Whittle.Compiler.Selection;

namespace Whittle.Benchmarks.Measuring;

/// <summary>A net with weights, as both ONNX models.</summary>
internal sealed class PreparedNet
{
    private readonly string _name;
    private readonly IReadOnlyDictionary<string, Affine> _affine;

    public PreparedNet(string name, WeightForm form)
    {
        _name = name;
        Net = AllNets.Build(name, form);
        _affine = Calibration.Measure(Net);
        Qdq = QdqDress.Write(Net, _affine);
        Floats = FloatDress.Write(Net);
    }

    public Net Net { get; }

    public byte[] Qdq { get; }

    public byte[] Floats { get; }

    public byte[] QdqBatch(int batch) => QdqDress.Write(Net, _affine, batch);

    /// <summary>Our class for one dress. The suffix tells classes of one assembly apart.</summary>
    public CompileResult Compile(Dress dress, string suffix = "", bool exact = true, KernelForm? wanted = null) =>
        NetAssembly.Compile(dress == Dress.Int8 ? Qdq : Floats, $"{_name}_{dress}{(exact ? "" : "Inexact")}{suffix}", exact, wanted);
}
