using System.Text;
using Microsoft.Build.Framework;
using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Plan;
using Task = Microsoft.Build.Utilities.Task;

namespace Whittle.Build;

/// <summary>Compiles models into plans and weights. MSBuild hands over only the requests that are newer than what was made from them.</summary>
public sealed class CompileModels : Task, ICancelableTask
{
    private volatile bool _cancelled;

    /// <summary>Items of <see cref="NameModels.Requests"/>.</summary>
    [Required]
    public ITaskItem[] Requests { get; set; } = [];

    /// <summary>The IDE asks what the compiler would see: errors go into the plans, where the generator reports them, and do not stop the build.</summary>
    public bool DesignTime { get; set; }

    internal Func<string, CompileOptions, CompileResult> Compiler { get; set; } = ModelCompiler.CompileFile;

    public void Cancel() => _cancelled = true;

    public override bool Execute()
    {
        foreach (var request in Requests.Select(RequestItems.FromItem))
        {
            if (_cancelled)
            {
                return false;
            }

            try
            {
                Write(request, Compile(request));
            }
            catch (Exception e) when (TaskErrors.IsFileError(e))
            {
                Log.LogModelError(request, TaskErrors.Unwritable(request.PlanFile, e));
            }
        }

        return !Log.HasLoggedErrors;
    }

    private CompileResult Compile(ModelRequest request)
    {
        if (request.Problem is { } problem)
        {
            return new CompileResult(request.ToFailedPlan(problem), []);
        }

        try
        {
            var result = Compiler(request.FullPath, request.ToOptions());
            if (result.Fault is { } fault)
            {
                Log.LogMessage(MessageImportance.Low, "{0}", fault.ToString());
            }

            return result;
        }
        catch (Exception e) when (TaskErrors.IsFileError(e))
        {
            return new CompileResult(request.ToFailedPlan(TaskErrors.Unreadable(e)), []);
        }
        catch (Exception e)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", e.ToString());
            return new CompileResult(request.ToFailedPlan(TaskErrors.Internal(e)), []);
        }
    }

    private void Write(ModelRequest request, CompileResult result)
    {
        var plan = Encoding.UTF8.GetBytes(PlanWriter.Write(result.Plan));
        var excessive = result.Plan.Excesses.Count > 0;
        if (result.Succeeded && (DesignTime || !excessive))
        {
            // The plan last: it is what the next build looks for.
            OutputFile.WriteIfChanged(request.WeightsFile, result.Weights);
            OutputFile.Touch(request.WeightsFile);
            OutputFile.WriteIfChanged(request.PlanFile, plan);
            if (excessive)
            {
                // The IDE keeps the class and shows the error; the next real build must fail, not take this for a success.
                OutputFile.Age(request.PlanFile);
                return;
            }

            OutputFile.Touch(request.PlanFile);
            // Who asks for compression or sets a budget wants to see what came of it; other models are quiet.
            var importance = request.Compression.IsWanted || request.Budget != BudgetOptions.None ? MessageImportance.High : MessageImportance.Normal;
            Log.LogMessage(importance, "Whittle: {0} -> {1}{2}", request.Model, request.FullClassName, BuildSummary.Of(result.Plan));
            return;
        }

        // Nothing may stay behind that lets the next build believe this one succeeded.
        OutputFile.Delete(request.WeightsFile);
        if (DesignTime)
        {
            OutputFile.WriteIfChanged(request.PlanFile, plan);
            OutputFile.Age(request.PlanFile);
            return;
        }

        OutputFile.Delete(request.PlanFile);
        foreach (var error in request.Problem is { } problem ? EquatableArray.Of(problem) : result.Plan.Errors.Concat(result.Plan.Excesses))
        {
            Log.LogModelError(request, error);
        }
    }
}
