using Whittle.Generator.Emit.Unrolled;
using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Writes the generated class, member by member in the order a reader meets them.</summary>
internal static class ModelClassEmitter
{
    public static string Emit(ModelPlan plan, EmitOptions options)
    {
        var names = new EmittedNames(plan);
        var calls = new CallEmitter(plan, names, options);
        var code = new CodeWriter();
        HeaderEmitter.Emit(code, plan);
        ClassDocumentationEmitter.Emit(code, plan);
        using (code.Block(Declaration(plan)))
        {
            ConstantsEmitter.Emit(code, plan, names);
            PredictEmitter.Emit(code, plan, names);
            PredictBatchEmitter.Emit(code, plan, names);
            ClassifyEmitter.Emit(code, plan, names);
            StepsEmitter.Emit(code, plan, names, calls);
            StepsEmitter.EmitMany(code, plan, names, calls);
            LengthCheckEmitter.Emit(code, plan);
            ShapeStructEmitter.Emit(code, plan, names);
            UnrolledClassEmitter.Emit(code, plan, names);
            LayersEmitter.Emit(code, plan, names, calls);
        }

        return code.ToString();
    }

    /// <summary>Attribute and header of the class.</summary>
    public static string Declaration(ModelPlan plan) => $"""
        [global::System.CodeDom.Compiler.GeneratedCode("Whittle.Generator", "{GeneratorVersion.Text}")]
        {ClassNames.Accessibility(plan)} static partial class {Identifiers.Escape(ClassNames.Class(plan))}
        """;
}
