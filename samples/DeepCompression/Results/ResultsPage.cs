using System.Globalization;
using System.Text;

namespace DeepCompression.Results;

/// <summary>Writes docs/compression-results.md.</summary>
internal static class ResultsPage
{
    private const string Command = "dotnet run -c Release --project samples/DeepCompression -- results --data DIR -o docs/compression-results.md";

    public static string Write(IReadOnlyList<NetResults> nets, (double Validation, double Test) teacher, int seed)
    {
        var page = new StringBuilder();
        page.AppendLine(Inv($"""
            # Results on MNIST

            Written by `{Command}`; do not edit. DIR has the four files of MNIST.

            55,000 of the training images are learned, the other 5,000 decide every choice. The 10,000 test images are looked at once, by the command that writes this page. The seed of
            every recipe is {seed}; each runs once, so the standard error of the test errors is about 0.1 points. Size is that of the `*.weights` file that an assembly embeds, with
            everything in it, against four bytes for each parameter of the original. Recipes are in `samples/DeepCompression/Recipes`.

            | network | parameters | dense error | smallest error | smallest size | paper's recipe: error | size |
            |---|---:|---:|---:|---:|---:|---:|
            """));
        foreach (var net in nets)
        {
            var (small, paper) = (net.Smallest[^1], net.Paper[^1]);
            page.AppendLine(Inv(
                $"| {net.Net.Name} | {net.OriginalBytes / 4:n0} | {net.Dense.TestError:0.00} % | {small.TestError:0.00} % | {small.Bytes:n0} bytes, {Times(net, small)} | {paper.TestError:0.00} % | {paper.Bytes:n0} bytes, {Times(net, paper)} |"));
        }

        page.AppendLine(Inv($"""

            Han et al. 2016, "Deep Compression", report 1.64 → 1.58 % at 40× for LeNet-300-100 and 0.80 → 0.74 % at 39× for LeNet-5. The smallest networks learn from a LeNet-5 trained on
            augmented images ({teacher.Test:0.00} % test error, {teacher.Validation:0.00} % on the images for choices), whose logits stand beside the images and changed copies of them.
            """));
        foreach (var net in nets)
        {
            WriteNet(page, net);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteNet(StringBuilder page, NetResults net)
    {
        page.AppendLine(Inv($"""

            ## {net.Net.Name}

            | recipe | stage | error, 5,000 images for choices | error, test images | weights kept | bytes | size |
            |---|---|---:|---:|---:|---:|---:|
            """));
        Add("dense", net.Dense);
        Rows("smallest", net.Smallest);
        Rows("paper", net.Paper);
        page.AppendLine("\nLayers of the smallest network:\n\n| layer | weights | kept | codebook | bytes before | after |\n|---|---:|---:|---:|---:|---:|");
        foreach (var layer in net.Layers)
        {
            page.AppendLine(Inv($"| {layer.Name} | {layer.Weights:n0} | {100 * layer.Kept:0.00} % | {layer.Codebook} | {layer.BytesBefore:n0} | {layer.BytesAfter:n0} |"));
        }

        page.AppendLine("\nIntegers, values between layers in bytes (by ranges of 2,000 training images, or dynamically by the range of each run):\n\n| weights | error, test images | against dense | allowed | bytes | size |\n|---|---:|---:|---:|---:|---:|");
        foreach (var (result, allowed) in net.Quantized)
        {
            page.AppendLine(Inv(
                $"| {result.Name} | {result.TestError:0.00} % | {result.TestError - net.Dense.TestError:+0.00;-0.00;0.00} | {(allowed is { } points ? Inv($"+{points:0.00}") : "–")} | {result.Bytes:n0} | {Times(net, result)} |"));
        }

        void Rows(string recipe, IReadOnlyList<StageResult> stages)
        {
            foreach (var stage in stages)
            {
                Add(recipe, stage);
            }
        }

        void Add(string recipe, StageResult stage) => page.AppendLine(Inv(
            $"| {recipe} | {stage.Name} | {stage.ValidationError:0.00} % | {stage.TestError:0.00} % | {100 * stage.Kept:0.00} % | {stage.Bytes:n0} | {Times(net, stage)} |"));
    }

    private static string Times(NetResults net, StageResult stage) => Inv($"{(double)net.OriginalBytes / stage.Bytes:0.0}×");

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
