using Whittle.Compiler;
using Whittle.Compiler.Diagnostics;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Tool.Verification;

/// <summary>A case after its model was compiled: either ready to be built, or ended.</summary>
internal sealed class CompiledCase
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static readonly HashSet<string> s_unsupported = new(StringComparer.Ordinal)
    {
        ErrorIds.UnknownOperator, ErrorIds.OperatorVersion, ErrorIds.ElementType, ErrorIds.DynamicDimension, ErrorIds.UnsupportedForm, ErrorIds.ControlFlow,
    };

    private CompiledCase(CaseData? data, CompileResult? result, Outcome? outcome)
    {
        Data = data;
        Result = result;
        Outcome = outcome;
    }

    /// <summary>Null when the files cannot be read.</summary>
    public CaseData? Data { get; }

    /// <summary>Null when the case ended.</summary>
    public CompileResult? Result { get; }

    /// <summary>How the case ended, if it did.</summary>
    public Outcome? Outcome { get; }

    public static CompiledCase Of(VerificationCase verificationCase, string className)
    {
        CaseData? data = null;
#pragma warning disable CA1031 // An exception anywhere in a case is a failed case, never the end of the run.
        try
        {
            data = Guard.Run(() => CaseData.Read(verificationCase), s_limit);
            var result = Guard.Run(() => Compile(verificationCase, data, className), s_limit);
            return result.Succeeded ? new CompiledCase(data, result, null) : new CompiledCase(data, null, Judge(result));
        }
        catch (Exception exception)
        {
            return new CompiledCase(data, null, Verification.Outcome.Failed(exception));
        }
#pragma warning restore CA1031
    }

    private static CompileResult Compile(VerificationCase verificationCase, CaseData data, string className)
    {
        var model = File.ReadAllBytes(verificationCase.ModelPath);
        var result = ModelCompiler.Compile(model, verificationCase.ModelPath, data.Options(className, verificationCase.BoundInputs ?? []));
        if (result.Succeeded || verificationCase.BoundInputs is { Count: > 0 } || !data.LikelyBound().Any())
        {
            return Checked(result);
        }

        // Nothing says which inputs fix shapes; the model itself says that one of them must.
        var bound = ModelCompiler.Compile(model, verificationCase.ModelPath, data.Options(className, data.LikelyBound()));
        return Checked(bound.Succeeded ? bound : result);
    }

    // The plan goes through its text, as in a build.
    private static CompileResult Checked(CompileResult result) => result with { Plan = PlanReader.Read(PlanWriter.Write(result.Plan)) };

    private static Outcome Judge(CompileResult result)
    {
        var error = result.Plan.Errors[0];
        var reason = error.Node.Length > 0 ? $"{error.Id} node '{error.Node}': {error.Cause}" : $"{error.Id} {error.Cause}";
        return s_unsupported.Contains(error.Id) ? Verification.Outcome.Unsupported(reason) : Verification.Outcome.Failed(reason);
    }
}
