using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Names of the runtime and of the framework as generated code writes them: from the global namespace, whatever the user's project declares or
/// imports.</summary>
internal static class RuntimeNames
{
    public const string Kernels = "global::Whittle.Runtime.Kernels.";

    public const string WeightReader = "global::Whittle.Runtime.Weights.WeightReader";

    public const string ScratchPool = "global::Whittle.Runtime.Memory.ScratchPool";

    public const string Scratch = "global::Whittle.Runtime.Memory.Scratch";

    public const string Intrinsics = "global::System.Runtime.Intrinsics.";

    public const string MemoryMarshal = "global::System.Runtime.InteropServices.MemoryMarshal";

    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";

    public const string MethodImpl = "global::System.Runtime.CompilerServices.MethodImpl";

    public const string MethodImplOptions = "global::System.Runtime.CompilerServices.MethodImplOptions";

    public const string BatchPorts = "global::Whittle.Runtime.BatchPorts";

    public static string ReadOnlySpan(ElementType type) => $"global::System.ReadOnlySpan<{type.CSharp()}>";

    public static string Span(ElementType type) => $"global::System.Span<{type.CSharp()}>";

    /// <summary>A type argument of the plan ("float32", "s0", "Clip&lt;float32&gt;") as C#.</summary>
    public static string TypeArgument(string name, EmittedNames names)
    {
        var open = name.IndexOf('<');
        if (open >= 0)
        {
            var inner = SplitArguments(name.Substring(open + 1, name.Length - open - 2)).Select(argument => TypeArgument(argument, names));
            return $"{Kernels}{name.Substring(0, open)}<{string.Join(", ", inner)}>";
        }

        if (ElementTypes.TryParse(name, out var type) && type != ElementType.String)
        {
            return type.CSharp();
        }

        return PlanWords.TryReference(name, "s", out var shape) ? names.ShapeStructs[shape] : Kernels + name;
    }

    /// <summary>Type arguments with their angle brackets; "" when there are none.</summary>
    public static string TypeArguments(EquatableArray<string> arguments, EmittedNames names) =>
        arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments.Select(argument => TypeArgument(argument, names)))}>";

    /// <summary>Splits at the commas that are not within inner brackets.</summary>
    private static IEnumerable<string> SplitArguments(string arguments)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            depth += arguments[i] == '<' ? 1 : arguments[i] == '>' ? -1 : 0;
            if (arguments[i] == ',' && depth == 0)
            {
                yield return arguments.Substring(start, i - start);
                start = i + 2;
            }
        }

        yield return arguments.Substring(start);
    }
}
