using Whittle.Analyzers.CodeFixes.Torch;

namespace Whittle.Analyzers.Tests.Torch;

public class ForwardWithGradientsTests
{
    [Fact]
    public Task InferenceWithGradients_IsGuarded() => Check(
        """
        int label = [|net.forward(x)|].argmax();
        """,
        """
        net.eval();
        using var noGrad = no_grad();
        int label = net.forward(x).argmax();
        """);

    [Fact]
    public Task EvaluatedNetwork_NeedsTheGuardOnly() => Check(
        """
        net.eval();
        int label = [|net.forward(x)|].argmax();
        """,
        """
        net.eval();
        using var noGrad = no_grad();
        int label = net.forward(x).argmax();
        """);

    [Theory]
    [InlineData("using var none = no_grad(); int label = net.forward(x).argmax();")]
    [InlineData("var loss = net.forward(x); loss.backward();")]
    public Task GuardedOrTraining_IsFine(string statements) => Check(statements, null);

    [Fact]
    public Task ResultForTheCaller_IsFine() => UseTest.Run<TorchAnalyzer, ForwardWithGradientsFix>(
        "WHT2009",
        "using static TorchSharp.torch; class Program { Tensor Run(TorchSharp.Modules.Sequential net, Tensor x) => net.forward(x); }",
        null,
        Stubs.Source,
        null);

    private static Task Check(string statements, string? after) =>
        UseTest.Run<TorchAnalyzer, ForwardWithGradientsFix>("WHT2009", InMethod(statements), after is null ? null : InMethod(after), Stubs.Source, null);

    private static string InMethod(string statements) => $$"""
        using static TorchSharp.torch;
        class Program
        {
            void Run(TorchSharp.Modules.Sequential net, Tensor x)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
