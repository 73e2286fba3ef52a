using TorchSharp;
using static TorchSharp.torch;

namespace DeepCompression.Data;

/// <summary>Random rotation, shear, scale and shift of images: what handwriting varies in.</summary>
internal static class AffineImages
{
    /// <summary>Every image changed by itself.</summary>
    /// <param name="images">[n, 1, h, w].</param>
    /// <param name="strength">1 is a rotation of up to 0.1 radians, a scale of up to 8 % and a shift of up to a pixel.</param>
    public static Tensor Change(Tensor images, double strength)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var (angle, shear) = (Around(count, 0.1 * strength), Around(count, 0.1 * strength));
        var (wide, high) = (1 + Around(count, 0.08 * strength), 1 + Around(count, 0.08 * strength));
        var shift = 2 * strength / images.shape[3];
        var (cosine, sine) = (angle.cos(), angle.sin());
        var matrix = stack(
        [
            stack([cosine * wide, shear - (sine * high), Around(count, shift)], 1),
            stack([sine * wide, cosine * high, Around(count, shift)], 1),
        ], 1);
        var grid = nn.functional.affine_grid(matrix, images.shape, align_corners: false);
        return nn.functional.grid_sample(images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false)
            .MoveToOuterDisposeScope();
    }

    private static Tensor Around(long count, double largest) => ((rand(count) * 2) - 1) * largest;
}
