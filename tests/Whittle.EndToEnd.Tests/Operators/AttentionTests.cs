using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class AttentionTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Attention_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Case(
            "three dimensions",
            new ModelBuilder(23).Input("q", 2, 5, 24).Input("k", 2, 7, 24).Input("v", 2, 7, 18),
            ["q", "k", "v"],
            ("q_num_heads", 3),
            ("kv_num_heads", 3));
        yield return Case("causal", Heads(3, 3), ["q", "k", "v"], ("is_causal", 1));
        yield return Case("shared heads", Heads(6, 2), ["q", "k", "v"], ("scale", 0.3f));
        yield return Case("softcap", Heads(3, 3), ["q", "k", "v"], ("softcap", 1.5f));
        yield return Case("mask", Heads(2, 2).Input("m", 5, 7), ["q", "k", "v", "m"]);
        yield return Case("mask of bools", Heads(2, 2).Constant("m", Enumerable.Range(0, 35).Select(i => i % 3 != 1).ToArray(), 5, 7), ["q", "k", "v", "m"]);
        var past = Heads(2, 2).Input("pk", 2, 2, 3, 8).Input("pv", 2, 2, 3, 8)
            .Node("Attention", ["q", "k", "v", "", "pk", "pv"], ["y", "nk", "nv"], ("is_causal", 1)).Output("y").Output("nk").Output("nv");
        yield return new ModelCase("past", past);
        foreach (var interleaved in new[] { 0, 1 })
        {
            yield return new ModelCase($"RotaryEmbedding {interleaved}", new ModelBuilder(23).Input("x", 2, 3, 5, 8).Weights("c", 9, 4).Weights("s", 9, 4)
                .Constant<long>("p", [4, 3, 2, 1, 0, 8, 7, 6, 5, 4], 2, 5)
                    .Node("RotaryEmbedding", ["x", "c", "s", "p"], ["y"], ("interleaved", interleaved))
                    .Output("y"));
        }
    }

    private static ModelBuilder Heads(int query, int key) => new ModelBuilder(23).Input("q", 2, query, 5, 8).Input("k", 2, key, 7, 8).Input("v", 2, key, 7, 8);

    private static ModelCase Case(string name, ModelBuilder model, string[] inputs, params (string Name, object Value)[] attributes) =>
        new(name, model.Node("Attention", inputs, ["y"], attributes).Output("y"));
}
