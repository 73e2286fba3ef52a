using Whittle.Compiler.Diagnostics;

namespace Whittle.Compiler.Operators.ControlFlow;

/// <summary>What all control flow may fail of.</summary>
internal static class ControlFlowErrors
{
    /// <summary>"This depends on data of the run."</summary>
    public static ModelException AtRunTime(string node, string operatorType, string what) => new(
        ErrorIds.ControlFlow,
        node,
        $"{operatorType} is control flow whose {what} is computed at run time.",
        "Export the model so that it is constant: fix the input shapes, bind the input that it depends on, or unroll the loop.");
}
