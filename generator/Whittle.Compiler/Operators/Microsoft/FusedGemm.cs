using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary><see cref="Linear.Gemm"/> with an activation behind it.</summary>
internal sealed class FusedGemm : Operator
{
    /// <summary>Activations by what their parameters, alpha, beta and gamma of the node, are called.</summary>
    private static readonly Dictionary<string, string[]> Activations = new(StringComparer.Ordinal)
    {
        ["Relu"] = [],
        ["Tanh"] = [],
        ["Sigmoid"] = [],
        ["Softplus"] = [],
        ["LeakyRelu"] = ["alpha"],
        ["Elu"] = ["alpha"],
        ["HardSigmoid"] = ["alpha", "beta"],
    };

    private static readonly string[] Parameters = ["activation_alpha", "activation_beta"];

    public override string Name => "FusedGemm";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override string Restrictions => $"activations: {string.Join(", ", Activations.Keys.OrderBy(name => name, StringComparer.Ordinal))}";

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override void Infer(InferenceContext context)
    {
        var activation = context.Attributes.String("activation", "");
        if (activation.Length > 0 && !Activations.ContainsKey(activation))
        {
            throw context.Unsupported($"its activation is '{activation}'", "Export the model without ONNX Runtime's fusions.");
        }

        OperatorTable.Find("", "Gemm")!.Infer(context);
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var given = context.Attributes;
        Value?[] operands = context.Has(2) ? [context.Input(0), context.Input(1), context.Input(2)] : [context.Input(0), context.Input(1)];
        var product = context.Call(
            "Gemm",
            operands,
            ("alpha", given.Float("alpha", 1)),
            ("beta", given.Float("beta", 1)),
            ("transA", (long)given.Int("transA", 0)),
            ("transB", (long)given.Int("transB", 0)));
        var activation = given.String("activation", "");
        if (activation.Length == 0)
        {
            return [product];
        }

        var parameters = Activations[activation]
            .Select((name, i) => (Name: name, Given: Parameters[i]))
            .Where(parameter => given.Has(parameter.Given))
            .Select(parameter => (parameter.Name, (object)given.Float(parameter.Given, 0)));
        return [context.Call(activation, [product], [.. parameters])];
    }
}
