using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Layers whose weights the model stores as integers, but whose activations are floats, so that the kernel multiplies floats.</summary>
internal static class FloatActivations
{
    public static IEnumerable<PlanFact> Find(IReadOnlyDictionary<string, ElementType> integerLayers, LoweredModel model) =>
        from layer in model.Layers
        where layer.Facts.WeightType.IsFloat() && integerLayers.ContainsKey(layer.Facts.Name)
        select new PlanFact(FactKinds.FloatActivations, layer.Facts.Name, ("type", integerLayers[layer.Facts.Name].Name()));
}
