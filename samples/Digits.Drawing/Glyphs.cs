namespace DigitDrawing;

/// <summary>How people write the ten digits: for each digit its variants, for each variant its strokes.</summary>
internal static class Glyphs
{
    public const int Count = 10;

    private static readonly Stroke[][][] _variants =
    [
        Zero(), One(), Two(), Three(), Four(), Five(), Six(), Seven(), Eight(), Nine(),
    ];

    public static ReadOnlySpan<Stroke[]> Variants(int digit) => _variants[digit];

    private static Stroke[][] Zero() =>
    [
        [Stroke.Arc(0.5, 0.5, 0.26, 0.40, -90, 270)],
        [Stroke.Arc(0.5, 0.5, 0.32, 0.38, -70, 290)],
        [Stroke.Arc(0.5, 0.5, 0.22, 0.40, -110, 230)],
    ];

    private static Stroke[][] One() =>
    [
        [Stroke.At(0.50, 0.10).To(0.50, 0.90)],
        [Stroke.At(0.34, 0.28).To(0.53, 0.10).To(0.53, 0.90)],
        [Stroke.At(0.34, 0.28).To(0.53, 0.10).To(0.53, 0.90), Stroke.At(0.33, 0.90).To(0.72, 0.90)],
    ];

    private static Stroke[][] Two() =>
    [
        [Stroke.Arc(0.50, 0.32, 0.25, 0.22, 190, 360).To(0.72, 0.45).To(0.25, 0.90).To(0.78, 0.90)],
        [Stroke.Arc(0.50, 0.30, 0.24, 0.20, 200, 380).To(0.30, 0.82).ToArc(0.33, 0.83, 0.07, 0.06, 180, 300).To(0.50, 0.83).To(0.78, 0.88)],
    ];

    private static Stroke[][] Three() =>
    [
        [Stroke.Arc(0.47, 0.30, 0.24, 0.20, 200, 440).ToArc(0.47, 0.70, 0.27, 0.20, -80, 160)],
        [Stroke.At(0.26, 0.12).To(0.74, 0.12).To(0.46, 0.44).ToArc(0.46, 0.67, 0.26, 0.23, -80, 160)],
    ];

    private static Stroke[][] Four() =>
    [
        [Stroke.At(0.62, 0.90).To(0.62, 0.10).To(0.22, 0.64).To(0.80, 0.64)],
        [Stroke.At(0.30, 0.12).To(0.26, 0.52).To(0.74, 0.52), Stroke.At(0.68, 0.12).To(0.66, 0.90)],
        [Stroke.At(0.46, 0.10).To(0.22, 0.62).To(0.80, 0.62), Stroke.At(0.62, 0.40).To(0.62, 0.90)],
    ];

    private static Stroke[][] Five() =>
    [
        [Stroke.At(0.74, 0.12).To(0.34, 0.12).To(0.30, 0.46).ToArc(0.48, 0.66, 0.26, 0.24, -130, 150)],
        [
            Stroke.At(0.34, 0.14).To(0.30, 0.46).ToArc(0.48, 0.66, 0.26, 0.24, -130, 150),
            Stroke.At(0.34, 0.14).To(0.74, 0.12),
        ],
    ];

    private static Stroke[][] Six() =>
    [
        [Stroke.At(0.64, 0.10).To(0.40, 0.34).To(0.30, 0.60).ToArc(0.50, 0.68, 0.22, 0.20, 180, 540)],
        [Stroke.Arc(0.62, 0.50, 0.34, 0.42, -100, -180).ToArc(0.50, 0.68, 0.22, 0.20, 180, 540)],
    ];

    private static Stroke[][] Seven() =>
    [
        [Stroke.At(0.24, 0.12).To(0.76, 0.12).To(0.44, 0.90)],
        [Stroke.At(0.24, 0.20).To(0.26, 0.12).To(0.76, 0.12).To(0.44, 0.90)],
        [Stroke.At(0.24, 0.12).To(0.76, 0.12).To(0.44, 0.90), Stroke.At(0.38, 0.50).To(0.70, 0.50)],
    ];

    private static Stroke[][] Eight() =>
    [
        [Stroke.Arc(0.50, 0.30, 0.20, 0.19, 90, 450), Stroke.Arc(0.50, 0.69, 0.24, 0.21, -90, 270)],
        [Stroke.Arc(0.50, 0.30, 0.20, 0.20, -60, -270).ToArc(0.50, 0.70, 0.23, 0.20, -90, 200).To(0.36, 0.60).To(0.62, 0.20)],
    ];

    private static Stroke[][] Nine() =>
    [
        [Stroke.Arc(0.48, 0.32, 0.22, 0.21, 0, 360), Stroke.At(0.70, 0.32).To(0.66, 0.60).To(0.56, 0.90)],
        [Stroke.Arc(0.48, 0.32, 0.22, 0.21, 0, 360), Stroke.Arc(0.40, 0.50, 0.30, 0.40, -20, 110)],
    ];
}
