using Whittle.Compiler;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>The models of one test class, compiled into one assembly when the first of them is asked for.</summary>
internal sealed class CaseSet
{
    private readonly ModelCase[] _cases;
    private readonly Lazy<ModelAssembly> _assembly;

    public CaseSet(IEnumerable<ModelCase> cases)
    {
        _cases = [.. cases];
        var twice = _cases.GroupBy(item => item.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Two cases are named '{twice.Key}'.", nameof(cases));
        }

        _assembly = new Lazy<ModelAssembly>(() => ModelAssembly.Build([.. _cases.Select(Compile)]));
    }

    /// <summary>For <see cref="MemberDataAttribute"/>.</summary>
    public TheoryData<string> Names => [.. _cases.Select(item => item.Name)];

    /// <summary>The compiled model of a case.</summary>
    public GeneratedModel this[string name] => _assembly.Value[IndexOf(name)];

    /// <summary>The generated source of a case.</summary>
    public string Source(string name) => _assembly.Value.SourceOf(IndexOf(name));

    /// <summary>The bytes of a case's model.</summary>
    public byte[] Bytes(string name) => _cases[IndexOf(name)].Model.ToBytes();

    /// <summary>Compares a case with ONNX Runtime on all its input sets.</summary>
    public void Check(string name)
    {
        var item = _cases[IndexOf(name)];
        using var oracle = new OrtOracle(item.Model.ToBytes(), item.Optimized);
        var model = this[name];
        var set = 0;
        foreach (var inputs in TestData.Inputs(model.Plan, item.Samples, item.Ranges))
        {
            Compare.Outputs(oracle.Run(inputs), model.Predict(inputs), item.Likeness, $"input set {set++}");
        }
    }

    private int IndexOf(string name) => Array.FindIndex(_cases, item => item.Name == name);

    private static CompileResult Compile(ModelCase item, int index)
    {
        var options = new CompileOptions { ClassName = FormattableString.Invariant($"Model{index}"), Namespace = "EndToEnd.Models" };
        return ModelCompiler.Compile(item.Model.ToBytes(), FormattableString.Invariant($"model{index}.onnx"), options);
    }
}
