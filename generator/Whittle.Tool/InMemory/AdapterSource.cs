using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>Writes a class that calls a generated class with arrays: spans cannot pass through reflection.</summary>
/// <remarks>Its static methods are those of <see cref="ModelCalls"/>, by name and signature.</remarks>
internal static class AdapterSource
{
    public const string Namespace = "WhittleAdapters";

    private const string NotThere = "throw new global::System.InvalidOperationException(\"The generated class has no such method.\")";

    public static string ClassName(int index) => FormattableString.Invariant($"Adapter{index}");

    public static string Write(ModelPlan plan, int index)
    {
        var target = plan.Namespace.Length == 0 ? $"global::{plan.ClassName}" : $"global::{plan.Namespace}.{plan.ClassName}";
        var inputs = plan.Inputs.Select((port, i) => Element(port, "inputs", i)).ToArray();
        var outputs = plan.Outputs.Select((port, i) => Element(port, "outputs", i)).ToArray();
        var all = string.Join(", ", [.. inputs, .. outputs]);
        var hasBatch = inputs.Length > 0 && outputs.Length > 0;
        return $$"""
            namespace {{Namespace}};

            internal static class {{ClassName(index)}}
            {
                public static void PredictInto(global::System.Array[] inputs, global::System.Array[] outputs) => {{target}}.Predict({{all}});

                public static global::System.Array[] Predict(global::System.Array[] inputs)
                {
                    var results = {{target}}.Predict({{string.Join(", ", inputs)}});
                    return new global::System.Array[] { {{Results(outputs.Length)}} };
                }

                public static void PredictBatch(global::System.Array[] inputs, global::System.Array[] outputs, int count) =>
                    {{(hasBatch ? $"{target}.PredictBatch({all}, count)" : NotThere)}};

                public static (string Label, object Score) Classify(global::System.Array[] inputs) =>
                    {{(HasLabels(plan) ? $"{target}.Classify({string.Join(", ", inputs)})" : NotThere)}};
            }
            """;
    }

    private static bool HasLabels(ModelPlan plan) => plan.Labels.Count > 0 && plan.Outputs[0].Length == plan.Labels.Count;

    private static string Element(PlanPort port, string array, int index) => FormattableString.Invariant($"({port.Type.CSharp()}[]){array}[{index}]");

    private static string Results(int count) =>
        count == 1 ? "results" : string.Join(", ", Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"results.Item{i}")));
}
