using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>What a user must know of an input or output.</summary>
internal static class PortDocumentation
{
    /// <summary>Name, element type, shape, layout and length, as one XML sentence.</summary>
    public static string Describe(PlanPort port) =>
        $"<c>{Literals.Xml(port.Name)}</c>: {port.Type.Name()} {Literals.Shape(port.Shape)}, row-major (the last dimension varies fastest), {Elements(port)}.";

    /// <summary>Documentation of parameters, one line each; a batch has its samples one after the other.</summary>
    public static void Parameters(CodeWriter code, EquatableArray<PlanPort> ports, string[] names, bool isBatch = false)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            code.Lines($"/// <param name=\"{names[i].TrimStart('@')}\">{(isBatch ? "Samples one after the other, each " : "")}{Describe(ports[i])}</param>");
        }
    }

    private static string Elements(PlanPort port) => port.Length == 1 ? "1 element" : $"{Literals.Count(port.Length)} elements";
}
