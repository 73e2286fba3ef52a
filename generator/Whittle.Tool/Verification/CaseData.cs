using Whittle.Compiler;
using Whittle.Compiler.Importing;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Tool.Verification;

/// <summary>The files of a case, read: the model's ports and the tensors that belong to them.</summary>
internal sealed class CaseData
{
    private CaseData(OnnxModel model, VerificationCase verificationCase)
    {
        var folder = verificationCase.DataFolder;
        KnownFault = WrongReferences.ReasonFor(Path.GetDirectoryName(verificationCase.ModelPath)!);

        // Test data belongs to the inputs that a caller gives; stored values are listed as inputs too in old models.
        var stored = model.Graph.Initializers.Select(initializer => initializer.Name).ToHashSet(StringComparer.Ordinal);
        Inputs = [.. model.Graph.Inputs.Where(input => !stored.Contains(input.Name))];
        Outputs = [.. model.Graph.Outputs.Select(output => output.Name)];
        InputTensors = [.. Inputs.Select((_, i) => Read(folder, "input", i))];
        OutputTensors = [.. Outputs.Select((_, i) => Read(folder, "output", i))];
        Types = model.Graph.Nodes.Count == 1 ? [.. TypesOf(model.Graph)] : [];
        Operators = [.. Nodes(model.Graph).Select(OperatorName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>By place; null where there is no file, or where it holds no tensor.</summary>
    public IReadOnlyList<OnnxTensor?> InputTensors { get; }

    public IReadOnlyList<OnnxTensor?> OutputTensors { get; }

    /// <summary>Element types of the ports of a model of one node; none of others.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>What is known to be wrong with the reference; null for nothing.</summary>
    public string? KnownFault { get; }

    /// <summary>Operators of the model, those of other domains with their domain.</summary>
    public IReadOnlyList<string> Operators { get; }

    public static CaseData Read(VerificationCase verificationCase) => new(OnnxReader.ReadFile(verificationCase.ModelPath), verificationCase);

    /// <summary>What the model is compiled with: unknown dimensions as in the data, and the bound inputs as constants.</summary>
    public CompileOptions Options(string className, IEnumerable<int> bound)
    {
        var dimensions = new Dictionary<string, int>(StringComparer.Ordinal);
        var bindings = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        var constants = bound.ToHashSet();
        for (var i = 0; i < Inputs.Count; i++)
        {
            if (InputTensors[i] is not { } tensor)
            {
                continue;
            }

            if (constants.Contains(i))
            {
                bindings[Inputs[i].Name] = tensor;
                continue;
            }

            for (var axis = 0; axis < Math.Min(Inputs[i].Shape?.Length ?? 0, tensor.Dimensions.Length); axis++)
            {
                if (Inputs[i].Shape![axis].Length is not >= 0)
                {
                    dimensions[FormattableString.Invariant($"{Inputs[i].Name}.{axis}")] = checked((int)tensor.Dimensions[axis]);
                }
            }
        }

        return new CompileOptions { ClassName = className, Namespace = "Verified", Dimensions = dimensions, Bindings = bindings };
    }

    /// <summary>Inputs that look as if they fixed shapes: short lists and numbers behind the first input.</summary>
    public IEnumerable<int> LikelyBound() => Enumerable.Range(0, Inputs.Count).Where(i => i > 0 && InputTensors[i] is { Dimensions.Length: <= 1 });

    private static OnnxTensor? Read(string folder, string kind, int place)
    {
        var file = Path.Combine(folder, FormattableString.Invariant($"{kind}_{place}.pb"));
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return OnnxReader.ReadTensor(File.ReadAllBytes(file));
        }
        catch (OnnxFormatException)
        {
            // A sequence or an optional: the compiler says of the model's port what it thinks of that.
            return null;
        }
    }

    private static IEnumerable<string> TypesOf(OnnxGraph graph) => graph.Inputs.Concat(graph.Outputs)
        .Select(port => ElementTypeMap.FromOnnx(port.ElementType)).OfType<ElementType>().Distinct().Order().Select(type => type.Name());

    private static IEnumerable<OnnxNode> Nodes(OnnxGraph graph) => graph.Nodes.SelectMany(
        node => node.Attributes.SelectMany(Graphs).SelectMany(Nodes).Prepend(node));

    private static IEnumerable<OnnxGraph> Graphs(OnnxAttribute attribute) =>
        attribute.Graph is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.Graph);

    private static string OperatorName(OnnxNode node) => node.Domain is "" or "ai.onnx" ? node.OperatorType : $"{node.Domain}.{node.OperatorType}";
}
