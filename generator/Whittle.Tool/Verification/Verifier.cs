using Whittle.Compiler;
using Whittle.Tool.InMemory;

namespace Whittle.Tool.Verification;

/// <summary>The way of all cases: compiled one by one, built many to an assembly, run and compared.</summary>
internal static class Verifier
{
    private const int CasesPerAssembly = 100;

    /// <summary>The results in the order of the cases.</summary>
    /// <param name="cases">What to verify.</param>
    /// <param name="finished">Is told the number of cases that ended, from any thread.</param>
    public static IReadOnlyList<CaseResult> Run(IReadOnlyList<VerificationCase> cases, Action<int> finished)
    {
        var results = new CaseResult[cases.Count];
        var batches = Enumerable.Range(0, cases.Count).Chunk(CasesPerAssembly);
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, batch =>
        {
            var compiled = batch.ToDictionary(i => i, i => CompiledCase.Of(cases[i], FormattableString.Invariant($"Case{i}")));
            foreach (var i in batch)
            {
                results[i] = new CaseResult(
                    cases[i], compiled[i].Data?.Operators ?? [], compiled[i].Data?.Types ?? [], compiled[i].Outcome ?? Outcome.Failed("not run"));
            }

            int[] ready = [.. batch.Where(i => compiled[i].Outcome is null)];
            finished(batch.Length - ready.Length);
            BuildAndRun(ready, compiled, (i, outcome) =>
            {
                results[i] = results[i] with { Outcome = outcome };
                finished(1);
            });
        });
        return results;
    }

    private static void BuildAndRun(int[] indices, Dictionary<int, CompiledCase> compiled, Action<int, Outcome> ended)
    {
        if (indices.Length == 0)
        {
            return;
        }

        ModelAssembly assembly;
#pragma warning disable CA1031 // A build that falls over as a whole is tried again in halves, until the case that is to blame stands alone.
        try
        {
            assembly = ModelAssembly.Build([.. indices.Select(i => (CompileResult)compiled[i].Result!)]);
        }
        catch (Exception exception)
        {
            if (indices.Length == 1)
            {
                ended(indices[0], Outcome.Failed(exception));
                return;
            }

            BuildAndRun(indices[..(indices.Length / 2)], compiled, ended);
            BuildAndRun(indices[(indices.Length / 2)..], compiled, ended);
            return;
        }
#pragma warning restore CA1031

        using (assembly)
        {
            foreach (var (place, i) in indices.Index())
            {
                ended(i, assembly.FailureOf(place) is { } failure ? Outcome.Failed(failure) : CaseRun.Of(assembly[place], compiled[i].Data!));
            }
        }
    }
}
