using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.ControlFlow;

/// <summary>One of two branches. The condition must be known at build time; the branch that holds takes the node's place.</summary>
internal sealed class If : Operator
{
    public override string Name => "If";

    public override string Restrictions => "constant condition; its branch is inlined";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override int Outputs => int.MaxValue;

    public override bool FirstOutputIsOptional => true;

    public override void Infer(InferenceContext context)
    {
        context.RequireSingle(0, "condition");
        if (context.Constant(0) is null)
        {
            throw ControlFlowErrors.AtRunTime(context.Node.Name, Name, "condition");
        }

        var branch = context.Body(BranchOf(context.Node));
        if (branch.Outputs < context.Node.Outputs.Count)
        {
            throw context.Mismatch($"its branch gives {branch.Outputs} results, not {context.Node.Outputs.Count}", "Export the model again.");
        }
    }

    public override Value?[]? Expand(ExpansionContext context) => context.Inline(context.Attributes.Body(BranchOf(context.Node))!, []);

    private static string BranchOf(Node node) => node.Input(0).Constant!.ToDoubles()[0] != 0 ? "then_branch" : "else_branch";
}
