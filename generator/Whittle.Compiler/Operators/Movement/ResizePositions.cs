namespace Whittle.Compiler.Operators.Movement;

/// <summary>Where the elements of a resized axis lie on the operand's axis.</summary>
internal sealed class ResizePositions
{
    private readonly ResizeGeometry _axis;
    private readonly string _transformation;
    private readonly string _nearest;

    public ResizePositions(InferenceContext context, ResizeGeometry axis)
    {
        _axis = axis;
        var early = context.Opset < 11;
        _transformation = early ? "asymmetric" : context.Attributes.String("coordinate_transformation_mode", "half_pixel");
        _nearest = early ? "early" : context.Attributes.String("nearest_mode", "round_prefer_floor");
        if (!Transformations.Contains(_transformation) || !Roundings.Contains(_nearest))
        {
            throw context.Unsupported(
                $"coordinate_transformation_mode '{_transformation}' or nearest_mode '{_nearest}' is not known", "Use those of ONNX opset 19.");
        }
    }

    private static string[] Transformations =>
        ["half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_half_pixel_for_nn", "tf_crop_and_resize"];

    private static string[] Roundings => ["early", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    public float Of(int x)
    {
        var (scale, last) = (_axis.Scale, _axis.Input - 1f);
        switch (_transformation)
        {
            case "asymmetric":
                return x / scale;
            case "align_corners":
                return _axis.Output == 1 ? 0 : x * last / (_axis.Output - 1);
            case "pytorch_half_pixel":
                return _axis.Output == 1 ? 0 : ((x + 0.5f) / scale) - 0.5f;
            case "tf_half_pixel_for_nn":
                return (x + 0.5f) / scale;
            case "tf_crop_and_resize":
                return _axis.Output == 1
                    ? 0.5f * (_axis.Start + _axis.End) * last
                    : (_axis.Start * last) + (x * (_axis.End - _axis.Start) * last / (_axis.Output - 1));
            case "half_pixel_symmetric":
                // The result's length was rounded; what that cut off is shared by both ends.
                var offset = _axis.Input / 2f * (1 - (_axis.Output / (scale * _axis.Input)));
                return offset + ((x + 0.5f) / scale) - 0.5f;
            default:
                return ((x + 0.5f) / scale) - 0.5f;
        }
    }

    /// <summary>Whether the extrapolation value stands there.</summary>
    public bool IsOutside(float position) => _transformation == "tf_crop_and_resize" && (position < 0 || position > _axis.Input - 1);

    /// <summary>The element that is nearest, −1 outside of the region.</summary>
    public int Nearest(int x)
    {
        var position = Of(x);
        if (IsOutside(position))
        {
            return -1;
        }

        var below = Math.Floor(position);
        var half = position - below == 0.5;
        var index = _nearest switch
        {
            // Before opset 11: what shrinks looks ahead.
            "early" => _axis.Scale < 1 ? Math.Ceiling(position) : below,
            "floor" => below,
            "ceil" => Math.Ceiling(position),
            "round_prefer_ceil" => half ? below + 1 : Math.Floor(position + 0.5),
            _ => half ? below : Math.Floor(position + 0.5),
        };
        return (int)Math.Min(Math.Max(index, 0), _axis.Input - 1);
    }
}
