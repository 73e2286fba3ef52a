using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Passes;

namespace Whittle.Compiler.Operators;

/// <summary>All that the compiler knows about one operator. One subclass a file; <see cref="OperatorTable"/> finds it by itself.</summary>
public abstract class Operator
{
    /// <summary>The operator's name in its domain ("Conv").</summary>
    public abstract string Name { get; }

    /// <summary>"" for ONNX, "com.microsoft" for ONNX Runtime's, "whittle" for those that passes introduce.</summary>
    public virtual string Domain => "";

    /// <summary>First operator set version that is understood.</summary>
    public virtual int MinimumOpset => 1;

    /// <summary>Last operator set version whose meaning of this operator is understood.</summary>
    public virtual int MaximumOpset => OperatorTable.NewestOpset;

    /// <summary>Fewest and most operands; an optional one inside the range may be absent.</summary>
    public abstract (int Minimum, int Maximum) Inputs { get; }

    /// <summary>Most results.</summary>
    public virtual int Outputs => 1;

    /// <summary>Whether a call may leave out even the first result.</summary>
    public virtual bool FirstOutputIsOptional => false;

    /// <summary>Whether the results follow from the operands' types alone (Shape), so that they fold without constants.</summary>
    public virtual bool FoldsFromTypes => false;

    /// <summary>Whether folding waits until the quantization passes have seen the node (DequantizeLinear of a weight).</summary>
    public virtual bool FoldsLate => false;

    /// <summary>What of the operator is not supported, as a phrase for the docs; "" when nothing is known to be missing.</summary>
    public virtual string Restrictions => "";

    /// <summary>Whether constants are computed through it at build time.</summary>
    public virtual bool IsFolded => true;

    /// <summary>The shape and type rule: sets the type of every result, or throws a <see cref="ModelException"/> through the context.</summary>
    public abstract void Infer(InferenceContext context);

    /// <summary>Computes the results from constant operands, as scalar truth; null when the operator is not folded.</summary>
    public virtual Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => null;

    /// <summary>The results by simpler operators, in the order of the node's results; null when the operator has a kernel of its own for this form.</summary>
    public virtual Value?[]? Expand(ExpansionContext context) => null;

    /// <summary>Writes the kernel calls that compute the results.</summary>
    public virtual void Lower(LoweringContext context) =>
        throw context.Unsupported(
            FormattableString.Invariant(
                $"its result {context.OutputType} is computed at build time only, from constants and up to {ConstantFolding.MostElements} elements"),
            "Simplify the model so that its operands are constants.");
}
