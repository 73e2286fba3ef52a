using Whittle.Plan;

namespace Whittle.Benchmarks.Compilation;

/// <summary>Writes the class that calls a generated class through <see cref="ICompiledNet"/>.</summary>
internal static class AdapterSource
{
    public static string ClassName(ModelPlan plan) => plan.ClassName + "Adapter";

    public static string Write(ModelPlan plan) => $$"""
        internal sealed class {{ClassName(plan)}} : global::{{typeof(ICompiledNet).FullName}}
        {
            public void Run(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, int times)
            {
                for (var i = 0; i < times; i++)
                {
                    global::{{plan.ClassName}}.Predict(input, output);
                }
            }

            public void RunBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs, int count) =>
                global::{{plan.ClassName}}.PredictBatch(inputs, outputs, count);
        }
        """;
}
