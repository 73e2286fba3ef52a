using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Shapes as types, so that the JIT compiles each layer's kernel for its very dimensions.</summary>
internal static class ShapeStructEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        for (var i = 0; i < plan.Shapes.Count; i++)
        {
            code.Separate();
            using (code.Block($"private readonly struct {names.ShapeStructs[i]} : {RuntimeNames.Kernels}{plan.Shapes[i].Interface}"))
            {
                foreach (var member in plan.Shapes[i].Members)
                {
                    code.Lines($"public static int {Identifiers.Escape(member.Name)} => {PlanNumbers.Write(member.Value)};");
                }
            }
        }
    }
}
