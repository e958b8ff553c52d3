"""A curve as a picture."""

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 300, 56, 44, 34, 36


def svg(points: list[tuple[int, float]], title: str) -> str:
    """The curve of resident memory over edits; the scale starts at 0, so that growth is seen for what it is."""
    most_x, most_y = max(x for x, _ in points) or 1, max(y for _, y in points) * 1.15
    across, down = (WIDTH - LEFT - RIGHT) / most_x, (HEIGHT - TOP - BOTTOM) / most_y
    place = lambda x, y: (LEFT + x * across, HEIGHT - BOTTOM - y * down)
    curve = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="14">Resident memory, {title}</text>',
    ]
    step = nice(most_y / 5)
    for number in range(int(most_y / step) + 1):
        x, y = place(0, number * step)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{number * step:g}</text>')
    for number in range(6):
        x, y = place(most_x * number / 5, 0)
        parts.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{most_x * number // 5:,}</text>')
    parts.append(f'<text x="{(WIDTH + LEFT) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">edits</text>')
    parts.append(f'<text x="14" y="{HEIGHT / 2:.0f}" transform="rotate(-90 14 {HEIGHT / 2:.0f})" text-anchor="middle">MB</text>')
    parts.append(f'<polyline points="{curve}" fill="none" stroke="#2563eb" stroke-width="1.5"/></svg>')
    return "\n".join(parts) + "\n"


def nice(step: float) -> float:
    """A round number near a step."""
    power = 1
    while step > 10 * power:
        power *= 10
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step)
