using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>The activations of recurrent layers: ONNX's names, whose parameters stand in lists that only those take from which have them.</summary>
internal static class RecurrentActivations
{
    /// <summary>Name in the runtime, and the parameters when the model gives none; null for a parameter that the function does not have.</summary>
    private static readonly Dictionary<string, (string Kind, float? Alpha, float? Beta)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Affine"] = ("Affine", 1f, 0f),
        ["Elu"] = ("Elu", 1f, null),
        ["HardSigmoid"] = ("HardSigmoid", 0.2f, 0.5f),
        ["LeakyRelu"] = ("LeakyRelu", 0.01f, null),
        ["Relu"] = ("Relu", null, null),
        ["ScaledTanh"] = ("ScaledTanh", 1f, 1f),
        ["Sigmoid"] = ("Sigmoid", null, null),
        ["Softplus"] = ("Softplus", null, null),
        ["Softsign"] = ("Softsign", null, null),
        ["Tanh"] = ("Tanh", null, null),
        ["ThresholdedRelu"] = ("ThresholdedRelu", 1f, null),
    };

    /// <summary>Fails unless as many functions as needed are named, all known.</summary>
    public static void Check(InferenceContext context, int count)
    {
        if (context.Attributes.Strings("activations") is not { } names)
        {
            return;
        }

        if (names.Length != count || names.FirstOrDefault(name => !Known.ContainsKey(name)) is not null)
        {
            throw context.Unsupported($"its activations are {string.Join(", ", names)}", $"Give {count} of {string.Join(", ", Known.Keys)}.");
        }
    }

    /// <summary>Names and parameters of one direction, as attributes of its walk.</summary>
    public static (string Name, object Value)[] Of(NodeAttributes attributes, string[] defaults, int direction)
    {
        var names = attributes.Strings("activations");
        var all = names ?? [.. defaults, .. defaults];
        var (alphas, betas) = (new Queue<float>(attributes.Floats("activation_alpha") ?? []), new Queue<float>(attributes.Floats("activation_beta") ?? []));
        var parameters = all.Select(name => (
            Alpha: Known[name].Alpha is { } alpha ? Take(alphas, alpha) : 0,
            Beta: Known[name].Beta is { } beta ? Take(betas, beta) : 0)).Skip(direction * defaults.Length).Take(defaults.Length).ToArray();
        return
        [
            ("activations", all.Skip(direction * defaults.Length).Take(defaults.Length).ToArray()),
            ("alphas", parameters.Select(parameter => parameter.Alpha).ToArray()),
            ("betas", parameters.Select(parameter => parameter.Beta).ToArray()),
        ];
    }

    /// <summary>The n-th activation of a walk as the runtime's struct.</summary>
    public static Operand Struct(LoweringContext context, int index)
    {
        var kind = Known[context.Attributes.Strings("activations")![index]].Kind;
        return Elementwise.UnaryElementwise.Struct(
            "RecurrentActivation",
            null,
            ("kind", new PlanValue.Symbol("ActivationKind." + kind)),
            ("alpha", new PlanValue.Float(context.Attributes.Floats("alphas")![index])),
            ("beta", new PlanValue.Float(context.Attributes.Floats("betas")![index])));
    }

    private static float Take(Queue<float> given, float otherwise) => given.Count > 0 ? given.Dequeue() : otherwise;
}
