using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Whittle.Plan;

namespace Whittle.Analyzers.Use;

/// <summary>WHT2003: a loop that predicts one slice after the other, which PredictBatch does on all cores.</summary>
internal sealed class BatchCandidate : CallRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.BatchCandidate;

    public override void Check(ModelCall call, Action<Diagnostic> report)
    {
        if (call is { Method: "Predict", Invocation.TargetMethod.ReturnsVoid: true } && Loop(call.Invocation) is { } loop && Counter(loop) is { } counter &&
            call.Invocation.Arguments.Length == call.Plan.Inputs.Count + call.Plan.Outputs.Count
                && call.Ports().All(pair => IsSlice(pair.Argument.Value, counter, pair.Port)))
        {
            report(Diagnostic.Create(
                Descriptor,
                call.Invocation.Syntax.GetLocation(),
                Properties.Of((FactNames.Model, call.Plan.ModelPath), (FactNames.Class, call.Plan.FullName())),
                call.Plan.ClassName));
        }
    }

    /// <summary>The for loop whose whole body the call is.</summary>
    private static IForLoopOperation? Loop(IInvocationOperation call) => call.Parent is IExpressionStatementOperation statement
        ? statement.Parent switch
        {
            IForLoopOperation loop => loop,
            IBlockOperation { Operations.Length: 1, Parent: IForLoopOperation loop } => loop,
            _ => null,
        }
        : null;

    /// <summary>The variable of <c>for (var i = 0; i &lt; count; i++)</c>.</summary>
    private static ILocalSymbol? Counter(IForLoopOperation loop) =>
        loop.Before is [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ } declarator] }] }]
        && declarator.GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: 0 }
       
            && loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, LeftOperand: ILocalReferenceOperation left }
            && Is(left.Local, declarator.Symbol)
        && loop.AtLoopBottom is [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation target } }]
        && Is(target.Local, declarator.Symbol)
            ? declarator.Symbol
            : null;

    /// <summary><c>x.Slice(i * length, length)</c> or <c>x.AsSpan(i * length, length)</c>, with the port's length.</summary>
    private static bool IsSlice(IOperation operation, ILocalSymbol counter, PlanPort port)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (operation is not IInvocationOperation { TargetMethod.Name: "Slice" or "AsSpan" } call)
        {
            return false;
        }

        var arguments = call.Arguments.Skip(call.Instance is null ? 1 : 0).Select(argument => argument.Value).ToList();
        return arguments.Count == 2 && IsLength(arguments[1], port) && arguments[0] is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } start
            && ((IsCounter(start.LeftOperand, counter) && IsLength(start.RightOperand, port)) || (
                IsCounter(start.RightOperand, counter) && IsLength(start.LeftOperand, port)));
    }

    private static bool IsLength(IOperation operation, PlanPort port) =>
        operation.ConstantValue is { HasValue: true, Value: int length } && length == port.Length;

    private static bool IsCounter(IOperation operation, ILocalSymbol counter) =>
        operation is ILocalReferenceOperation reference && Is(reference.Local, counter);

    private static bool Is(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
