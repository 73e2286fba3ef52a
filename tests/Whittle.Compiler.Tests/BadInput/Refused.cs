using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>What every refusal of a model has: one error, with an id, the place, the cause in numbers and a cure.</summary>
internal static class Refused
{
    public static void As(string id, string node, TestModel model, params string[] facts) => As(id, node, model.Compile(), facts);

    public static void As(string id, string node, CompileResult result, params string[] facts)
    {
        Assert.False(result.Succeeded, "the model compiled");
        var error = Assert.Single(result.Plan.Errors);
        Assert.True(error.Id == id, $"{error.Id} instead of {id}: {error}");
        Assert.Equal(node, error.Node);
        Array.ForEach(facts, fact => Assert.Contains(fact, error.Cause + " " + error.Cure, StringComparison.Ordinal));
        IsReadable(error.Cause);
        IsReadable(error.Cure);
        Assert.Empty(result.Weights);
        Assert.Equal(result.Plan, PlanReader.Read(PlanWriter.Write(result.Plan)));
    }

    /// <summary>A sentence: begins with a capital (or the operator's name), ends with a full stop, on one line.</summary>
    private static void IsReadable(string sentence)
    {
        Assert.Matches(@"^[\p{Lu}'<][^\n]+\.$", sentence);
        Assert.False(sentence.EndsWith("..", StringComparison.Ordinal), sentence);
        Assert.DoesNotContain(nameof(Exception), sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(ErrorIds.Internal, sentence, StringComparison.Ordinal);
    }
}
