using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>Operators that move, repeat or resize values.</summary>
internal static class Movement
{
    public static Tensor? TryCompute(NodeCall call) => call.Node.OperatorType switch
    {
        "Identity" => call[0],
        "Flatten" => call[0].flatten(1),
        "Reshape" => call[0].reshape([.. call.List(1).Select((size, i) => size == 0 ? call[0].shape[i] : size)]),
        "Transpose" => call[0].permute(call.Ints("perm")),
        "Concat" => cat([.. call.Inputs.Select((_, i) => call[i])], call.Int("axis", 0)),
        "Gather" => call[0].index_select(0, call[1].flatten().to_type(ScalarType.Int64)).reshape([.. call[1].shape, .. call[0].shape[1..]]),
        "GatherElements" => call[0].gather(call.Int("axis", 0), call[1].to_type(ScalarType.Int64)),
        "Slice" => call[0].narrow(call.List(3)[0], call.List(1)[0], call.List(2)[0] - call.List(1)[0]),
        "DepthToSpace" when call.Text("mode", "DCR") == "CRD" => functional.pixel_shuffle(call[0], call.Int("blocksize", 1)),
        "Pad" => Windows.Pad(call[0], call.List(1), call.Text("mode", "constant"), call.Optional(2)?.item<float>() ?? 0),
        "Resize" => Resize(call),
        _ => null,
    };

    private static Tensor Resize(NodeCall call)
    {
        var corners = call.Text("coordinate_transformation_mode", "") == "align_corners";
        var dimensions = call[0].shape.Length - 2;
        var mode = (call.Text("mode", ""), dimensions) switch
        {
            ("nearest", _) => InterpolationMode.Nearest,
            ("linear", 1) => InterpolationMode.Linear,
            ("linear", 2) => InterpolationMode.Bilinear,
            ("linear", _) => InterpolationMode.Trilinear,
            _ => InterpolationMode.Bicubic,
        };
        bool? alignment = mode == InterpolationMode.Nearest ? null : corners;
        return call.Optional(2) is { } scales
            ? functional.interpolate(call[0], scale_factor: [.. scales.to_type(ScalarType.Float64).data<double>().ToArray()[2..]], mode: mode, align_corners: alignment)
            : functional.interpolate(call[0], call.List(3)[2..], mode: mode, align_corners: alignment);
    }
}
