using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>One axis of a Resize: where it lies, its lengths, and what its positions depend on.</summary>
/// <param name="Axis">The axis, from 0.</param>
/// <param name="Input">Length of the operand.</param>
/// <param name="Output">Length of the result.</param>
/// <param name="Scale">Result's length over operand's, as the node gives it or as the lengths have it.</param>
/// <param name="Start">Where the region of interest starts, as a fraction of the axis (tf_crop_and_resize).</param>
/// <param name="End">Where it ends.</param>
internal sealed record ResizeGeometry(int Axis, int Input, int Output, float Scale, float Start, float End)
{
    /// <summary>"nearest", "linear" or "cubic".</summary>
    public static string Mode(InferenceContext context) => context.Attributes.String("mode", "nearest") switch
    {
        "bilinear" or "trilinear" => "linear",
        var mode and ("nearest" or "linear" or "cubic") => mode,
        var other => throw context.Unsupported($"mode '{other}' is not known", "Use nearest, linear or cubic."),
    };

    /// <summary>The axes that the node names, in its order.</summary>
    public static ResizeGeometry[] Read(InferenceContext context)
    {
        var shape = context.Shape(0);
        var early = context.Opset < 11;
        var axes = context.Attributes.Ints("axes")?.Select(axis => context.Axis(axis, shape.Rank)).ToArray() ?? [.. Enumerable.Range(0, shape.Rank)];
        var scales = context.Attributes.Floats("scales") ?? Floats(context, early ? 1 : 2, "scales");
        var sizes = early ? null : Sizes(context);
        var region = early ? null : Region(context, axes.Length);
        if ((scales is null) == (sizes is null))
        {
            throw context.Mismatch("it has not exactly one of scales and sizes", "Give one of them; export the model again.");
        }

        if ((scales?.Length ?? sizes!.Length) != axes.Length || axes.Distinct().Count() != axes.Length)
        {
            throw context.Mismatch(
                $"{scales?.Length ?? sizes!.Length} scales or sizes do not fit {axes.Length} axes of {shape}",
                "It needs one for each axis; export the model again.");
        }

        if (axes.Any(axis => shape[axis] == 0) || sizes is not null && sizes.Any(size => size < 1) || scales is not null && scales.Any(scale => !(scale > 0)))
        {
            throw context.Mismatch($"a scale, a size or a dimension of {shape} is not positive", "Correct them in the exporting program.");
        }

        var common = sizes is null ? null : CommonScale(context, axes, sizes);
        return [.. axes.Select((axis, i) => new ResizeGeometry(
            axis,
            shape[axis],
            sizes is null
                ? Length(context, Math.Floor((double)shape[axis] * scales![i]))
                : common is { } same
                ? Length(context, Math.Floor((same * shape[axis]) + 0.5))
                : sizes[i],
            common ?? (sizes is null ? scales![i] : sizes[i] / (float)shape[axis]),
            region?[i] ?? 0,
            region?[i + axes.Length] ?? 1))];
    }

    /// <summary>The one scale of all axes that keeps the aspect ratio, or null.</summary>
    private static float? CommonScale(InferenceContext context, int[] axes, int[] sizes)
    {
        var scales = axes.Select((axis, i) => sizes[i] / (float)context.Shape(0)[axis]);
        return context.Attributes.String("keep_aspect_ratio_policy", "stretch") switch
        {
            "stretch" => null,
            "not_larger" => scales.Min(),
            "not_smaller" => scales.Max(),
            var other => throw context.Unsupported($"keep_aspect_ratio_policy '{other}' is not known", "Use stretch, not_larger or not_smaller."),
        };
    }

    private static int Length(InferenceContext context, double length) => length is >= 1 and <= int.MaxValue ? (int)length : throw context.Mismatch(
        FormattableString.Invariant($"an axis of its result would have the length {length}"), "Correct the scales in the exporting program.");

    private static int[]? Sizes(InferenceContext context) => context.Integers(3, "sizes") is { Length: > 0 } sizes ? sizes : null;

    private static float[]? Region(InferenceContext context, int axes)
    {
        if (context.Attributes.String("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize")
        {
            return null;
        }

        var region = Floats(context, 1, "roi") ?? throw context.Mismatch(
            "it has no region of interest", "tf_crop_and_resize needs the operand roi; export the model again.");
        return region.Length == 2 * axes
            ? region
            : throw context.Mismatch($"a roi of {region.Length} numbers does not fit {axes} axes", "It needs a start and an end for each axis.");
    }

    /// <summary>An operand of numbers that must be known at build time; null when it is absent or empty.</summary>
    private static float[]? Floats(InferenceContext context, int index, string what)
    {
        if (!context.Has(index) || context.Shape(index).Length == 0)
        {
            return null;
        }

        return (context.Constant(index) ?? throw context.Unsupported(
            $"its {what} ('{context.Node.Input(index).Name}') is computed at run time",
            "Fix the model's shapes when exporting (constant folding, static input shapes).")).ToFloats();
    }
}
