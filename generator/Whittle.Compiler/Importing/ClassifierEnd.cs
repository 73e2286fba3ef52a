using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>
/// The end that exporters of classifiers write: ZipMap makes a map from labels to scores, ArrayFeatureExtractor looks the best label up among stored strings.
/// Neither is arithmetic: the scores themselves become the output, the label's output is left out, and the labels go where <c>Classify</c> finds them.
/// </summary>
public static class ClassifierEnd
{
    private const string Domain = "ai.onnx.ml";

    /// <summary>Rewrites the model's graph. Other models stay as they are.</summary>
    public static void Rewrite(OnnxModel model)
    {
        var graph = model.Graph;
        foreach (var map in graph.Nodes.Where(node => IsLast(graph, node, "ZipMap", 1)))
        {
            TakeLabels(model, map.Attributes.FirstOrDefault(attribute => attribute.Name == "classlabels_strings")?.Strings);
            map.OperatorType = "Identity";
            map.Domain = "";
            map.Attributes.Clear();
            var output = graph.Outputs.FindIndex(info => info.Name == map.Outputs[0]);
            graph.Outputs[output] = new OnnxValueInfo { Name = map.Outputs[0], ElementType = OnnxElementType.Float };
        }

        foreach (var lookup in graph.Nodes.Where(node => IsLast(graph, node, "ArrayFeatureExtractor", 2) && graph.Outputs.Count > 1).ToArray())
        {
            if (Strings(graph, lookup.Inputs[0]) is not { } remove)
            {
                continue;
            }

            graph.Nodes.Remove(lookup);
            graph.Outputs.RemoveAll(output => output.Name == lookup.Outputs[0]);
            if (!graph.Nodes.Any(node => node.Inputs.Contains(lookup.Inputs[0])))
            {
                remove();
            }
        }
    }

    /// <summary>Whether a node's one result is an output of the model and nothing else.</summary>
    private static bool IsLast(OnnxGraph graph, OnnxNode node, string type, int inputs) =>
        node.OperatorType == type && node.Domain == Domain && node.Inputs.Count == inputs && node.Outputs.Count == 1 &&
        graph.Outputs.Any(output => output.Name == node.Outputs[0]) && !graph.Nodes.Any(other => other.Inputs.Contains(node.Outputs[0]));

    /// <summary>How to take a constant of strings out of the graph; null when the value is none.</summary>
    private static Action? Strings(OnnxGraph graph, string name)
    {
        if (graph.Initializers.FirstOrDefault(tensor => tensor.Name == name && tensor.ElementType == OnnxElementType.String) is { } stored)
        {
            return () => graph.Initializers.Remove(stored);
        }

        var constant = graph.Nodes.FirstOrDefault(node => node.OperatorType == "Constant" && node.Outputs.Contains(name));
        return constant?.Attributes.Any(attribute => attribute.Tensor?.ElementType == OnnxElementType.String) == true
            ? () => graph.Nodes.Remove(constant)
            : null;
    }

    private static void TakeLabels(OnnxModel model, string[]? labels)
    {
        if (labels is { Length: > 0 } && !model.Metadata.Any(entry => entry.Key is "labels" or "classes"))
        {
            model.Metadata.Add(new KeyValuePair<string, string>("labels", string.Join("\n", labels)));
        }
    }
}
