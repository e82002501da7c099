"""A desk with a few mugs, seen from above."""

from cyclorama import Camera, Draw, Hdri, Scene, Thing, assets, scatter, settle, skies


def desk(draw: Draw) -> Scene:
    table = Thing(assets.table(draw.scope("table")))
    mugs = [assets.mug(draw.scope("mug", i)) for i in range(draw.integer("mugs", 1, 6))]
    return Scene(
        things=[table, *settle(scatter(mugs, on=table, draw=draw.scope("layout")), on=table)],
        environment=Hdri(skies.pick(draw.scope("sky"))),
        camera=Camera.looking_at(table, distance_m=draw.uniform("camera/distance_m", 0.8, 2.0), fov_x_deg=45),
    )
