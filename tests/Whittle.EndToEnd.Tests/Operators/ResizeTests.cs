using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ResizeTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Resize_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        string[] transformations = ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"];
        foreach (var transformation in transformations)
        {
            foreach (var rounding in new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" })
            {
                yield return Sized(
                    $"nearest {transformation} {rounding}", [7, 11], ("coordinate_transformation_mode", transformation), ("nearest_mode", rounding));
            }

            foreach (var mode in new[] { "linear", "cubic" })
            {
                yield return Sized($"{mode} {transformation} up", [7, 11], ("coordinate_transformation_mode", transformation), ("mode", mode));
                yield return Sized($"{mode} {transformation} down", [3, 2], ("coordinate_transformation_mode", transformation), ("mode", mode));
                yield return Sized($"{mode} {transformation} to one", [1, 4], ("coordinate_transformation_mode", transformation), ("mode", mode));
            }
        }

        yield return Sized("cubic exclude_outside", [7, 3], ("mode", "cubic"), ("exclude_outside", 1), ("cubic_coeff_a", -0.5f));
        yield return Sized("linear half_pixel_symmetric", [7, 11], ("mode", "linear"), ("coordinate_transformation_mode", "half_pixel_symmetric"));
        yield return Scaled<float>("scales", "nearest", 1.7f, 0.6f);
        yield return Scaled<float>("scales", "linear", 2, 3);
        yield return Scaled<sbyte>("int8", "nearest", 2, 2);
        yield return Scaled<byte>("uint8", "linear", 2, 2);
        yield return new ModelCase("axes", new ModelBuilder(18).Input("x", 2, 3, 4, 5).Vector<long>("s", 9, 2)
            .Node("Resize", ["x", "", "", "s"], ["y"], ("axes", new[] { 3, 2 }), ("mode", "linear")).Output("y"));
        foreach (var policy in new[] { "not_larger", "not_smaller" })
        {
            yield return new ModelCase(policy, new ModelBuilder(18).Input("x", 1, 2, 4, 5).Vector<long>("s", 7, 7)
                .Node("Resize", ["x", "", "", "s"], ["y"], ("axes", new[] { 2, 3 }), ("keep_aspect_ratio_policy", policy)).Output("y"));
        }

        yield return new ModelCase("crop", new ModelBuilder().Input("x", 1, 2, 6, 8).Vector("r", 0f, 0f, 0.2f, -0.3f, 1f, 1f, 0.7f, 1.2f).Vector<long>(
            "s", 1, 2, 5, 6)
            .Node(
                "Resize", ["x", "r", "", "s"], ["y"], ("mode", "linear"), ("coordinate_transformation_mode", "tf_crop_and_resize"), ("extrapolation_value", 9f))
            .Output("y"));
        yield return new ModelCase("opset 10", new ModelBuilder(10).Input("x", 1, 2, 4, 5).Vector("f", 1f, 1f, 2f, 0.7f)
            .Node("Resize", ["x", "f"], ["y"]).Output("y"));
        yield return new ModelCase("Upsample 9", new ModelBuilder(9).Input("x", 1, 2, 4, 5).Vector("f", 1f, 1f, 2f, 3f)
            .Node("Upsample", ["x", "f"], ["y"], ("mode", "linear")).Output("y"));
        yield return new ModelCase("between convolutions", new ModelBuilder().Input("x", 1, 3, 6, 7).Weights("w", 8, 3, 3, 3).Weights("v", 4, 8, 1, 1)
            .Vector("f", 1f, 1f, 2f, 2f).Node("Conv", ["x", "w"], ["c"]).Node("Resize", ["c", "", "f"], ["r"], ("mode", "linear"))
            .Node("Conv", ["r", "v"], ["y"]).Output("y"));
    }

    private static ModelCase Sized(string name, long[] sizes, params (string, object)[] attributes) =>
        new(name, new ModelBuilder(19).Input("x", 1, 2, 4, 5).Vector("s", [1, 2, .. sizes]).Node("Resize", ["x", "", "", "s"], ["y"], attributes).Output("y"));

    private static ModelCase Scaled<T>(string name, string mode, float height, float width)
        where T : unmanaged => new($"{mode} {name}", new ModelBuilder().Input<T>("x", 1, 2, 4, 5).Vector("f", 1f, 1f, height, width)
            .Node("Resize", ["x", "", "f"], ["y"], ("mode", mode), ("coordinate_transformation_mode", "asymmetric")).Output<T>("y"));
}
