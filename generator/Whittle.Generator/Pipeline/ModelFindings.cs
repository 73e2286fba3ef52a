using Whittle.Generator.Diagnostics;
using Whittle.Plan;

namespace Whittle.Generator.Pipeline;

/// <summary>What is wrong with a model: at most a list of its own errors, or one about its file or name.</summary>
internal static class ModelFindings
{
    public static IEnumerable<Finding> Of(NamedModel model, CancellationToken cancellation)
    {
        if (model.File.Plan is not { } plan)
        {
            var file = model.File;
            return [new Finding(ModelDiagnostics.PlanUnreadable, file.Path, file.Line, Path.GetFileName(file.Path), file.Failure)];
        }

        if (model.Name.TakenBy.Length > 0)
        {
            return [new Finding(ModelDiagnostics.SameClass, model.File.DisplayPath, 0, plan.Model, model.Name.TakenBy, model.Name.Model.FullName)];
        }

        return plan.Errors.Concat(plan.Excesses).Select(error =>
            new Finding(ModelDiagnostics.OfCompiler(error.Id), model.File.DisplayPath, 0, Subject(plan, error), error.Cause, error.Cure));
    }

    private static string Subject(ModelPlan plan, PlanError error) => error.Node.Length > 0 ? $"'{plan.Model}', node '{error.Node}'" : $"'{plan.Model}'";
}
