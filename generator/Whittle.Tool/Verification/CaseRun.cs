using Whittle.Tool.InMemory;

namespace Whittle.Tool.Verification;

/// <summary>Runs a built model on the case's inputs and compares what comes out.</summary>
internal static class CaseRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static Outcome Of(GeneratedModel model, CaseData data)
    {
#pragma warning disable CA1031 // An exception anywhere in a case is a failed case, never the end of the run.
        try
        {
            return Guard.Run(() => Run(model, data), s_limit);
        }
        catch (Exception exception)
        {
            return Outcome.Failed(exception);
        }
#pragma warning restore CA1031
    }

    private static Outcome Run(GeneratedModel model, CaseData data)
    {
        var inputs = new Array[model.Plan.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            var port = model.Plan.Inputs[i];
            var place = Place(data.Inputs.Select(input => input.Name), port.Name);
            if (data.InputTensors[place] is not { } tensor)
            {
                return Outcome.Failed(FormattableString.Invariant($"there is no tensor in input_{place}.pb"));
            }

            if (!tensor.Dimensions.SequenceEqual(port.Shape.Select(dimension => (long)dimension)))
            {
                return Outcome.Failed($"input '{port.Name}' has shape [{string.Join(",", port.Shape)}], its data [{string.Join(",", tensor.Dimensions)}]");
            }

            inputs[i] = ElementArrays.FromTensor(tensor, port.Type);
        }

        return Judge(model, data, model.Predict(inputs));
    }

    private static Outcome Judge(GeneratedModel model, CaseData data, Array[] results)
    {
        var error = default(LargestError);
        var compared = 0;
        for (var i = 0; i < results.Length; i++)
        {
            var port = model.Plan.Outputs[i];
            if (data.OutputTensors[Place(data.Outputs, port.Name)] is not { } reference)
            {
                continue;
            }

            var (difference, distance) = OutputComparison.Compare(reference, port, results[i]);
            if (difference is not null)
            {
                return data.KnownFault is { } fault ? Outcome.Unsupported(fault) : Outcome.Failed(difference);
            }

            error = error.Max(distance);
            compared++;
        }

        return compared > 0 ? Outcome.Passed(error) : Outcome.Failed("there is no reference output to compare with");
    }

    private static int Place(IEnumerable<string> names, string name)
    {
        foreach (var (place, known) in names.Index())
        {
            if (known == name)
            {
                return place;
            }
        }

        throw new InvalidOperationException($"the model has no port '{name}'");
    }
}
