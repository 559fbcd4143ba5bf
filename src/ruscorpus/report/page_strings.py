"""The words that only the HTML report has, Thai and English side by side."""

from __future__ import annotations

from typing import Final

PAGE_STRINGS: Final[dict[str, tuple[str, str]]] = {
    # The frame of the page
    "skip": ("ข้ามไปยังเนื้อหา", "Skip to the content"),
    "navigation": ("ส่วนต่าง ๆ ของรายงาน", "Parts of the report"),
    "theme": ("สี", "Colours"),
    "theme-auto": ("สีตามระบบ", "Colours: system"),
    "theme-light": ("พื้นสว่าง", "Colours: light"),
    "theme-dark": ("พื้นมืด", "Colours: dark"),
    "footer": (
        "จัดทำด้วย ruscorpus {version} ทุกรายการอ้างกลับไปยังข้อความต้นทางได้",
        "Made with ruscorpus {version}. Every line leads back to its source.",
    ),
    # Filters
    "filter": ("กรองสิ่งที่แสดง", "Filter"),
    "filter-any": ("ทั้งหมด", "all"),
    "filter-actor": ("ตัวแสดงหรือคู่รัฐ", "Actor or dyad"),
    "filter-actors": ("ตัวแสดง", "Actors"),
    "filter-year": ("ปี (ค.ศ.)", "Year"),
    "filter-clear": ("ล้างตัวกรอง", "Clear"),
    "filter-said": (
        "แสดง {p} จาก {P} ข้อความ และ {e} จาก {E} เหตุการณ์",
        "{p} of {P} passages and {e} of {E} events",
    ),
    # Overview
    "overview": ("ภาพรวม", "Overview"),
    "tile-passages": ("ข้อความที่ลงรหัส", "Coded passages"),
    "tile-codings": ("การลงรหัส {n} ครั้ง", "{n} coding|{n} codings"),
    "tile-happened": ("เกิดขึ้นแล้ว {n}", "{n} happened"),
    "tile-edits": ("จุดที่ซ่อม", "Repairs"),
    "tile-lost": ("อักขระที่กู้ไม่ได้", "Characters lost"),
    "main-actors": ("ตัวแสดงหลัก (จำนวนเหตุการณ์)", "Main actors (events)"),
    "time-chart": ("เหตุการณ์ตามปี", "Events by year"),
    "time-chart-note": (
        ("เฉพาะที่เกิดขึ้นแล้วหรือกำลังดำเนินอยู่ ความร่วมมือชี้ขึ้น ความขัดแย้งชี้ลง เครื่องหมาย // บนแกนคือปีที่ไม่มีเหตุการณ์"),
        (
            "What has happened or is going on: cooperation upwards, conflict downwards. "
            "// on the axis stands for years without events."
        ),
    ),
    "undated-short": ("ไม่ระบุ", "n.d."),
    "network": ("เครือข่ายตัวแสดง", "Network of actors"),
    "network-note": (
        "เส้นสีเขียวคือความร่วมมือ เส้นสีส้มคือความขัดแย้ง ยิ่งหนายิ่งหลายเหตุการณ์",
        "Green lines are cooperation, orange lines conflict; the thicker, the more events.",
    ),
    "network-rest": (
        "ไม่แสดงตัวแสดงอื่นอีก {n} ราย",
        "{n} more actor is not shown.|{n} more actors are not shown.",
    ),
    "cooperation": ("ร่วมมือ", "cooperation"),
    "conflict": ("ขัดแย้ง", "conflict"),
    # Evidence
    "hypothesis-note": (
        "แสดงหลักฐานครบทุกชิ้น ทั้งที่สนับสนุน จำกัด และค้านสมมติฐาน จำนวนที่มากกว่ามิได้แปลว่าน่าเชื่อถือกว่า",
        "All evidence is shown: for, qualifying and against. More passages do not mean better ones.",
    ),
    "position-supports": ("สนับสนุน", "for"),
    "position-qualifies": ("จำกัดหรือมีเงื่อนไข", "qualifying"),
    "position-contradicts": ("ค้าน", "against"),
    # Matrices, balance, timeline
    "heat-note": (
        "ยิ่งเข้มยิ่งมาก กดช่องในตารางปีหรือตารางคู่รัฐเพื่อกรองข้อความ",
        "The darker, the more. Choose a cell of the tables by year and dyad to filter the passages.",
    ),
    "balance-short": ("ความร่วมมือและความขัดแย้ง", "Cooperation and conflict"),
    "dyad-sum": ("คะแนนเฉลี่ยจาก {n} เหตุการณ์", "mean score of {n} event|mean score of {n} events"),
    "dyad-others": (
        " อีก {n} เหตุการณ์ยังไม่เกิดหรือไม่ได้รับการยืนยัน",
        "; {n} more is planned, alleged or denied|; {n} more are planned, alleged or denied",
    ),
    "as-table": ("ดูเป็นตาราง", "As a table"),
    "timeline-short": ("เหตุการณ์ทั้งหมด", "All events"),
    "timeline-html-note": (
        "เรียงตามวันที่ ≈ คือวันที่ที่อนุมานจากบริบท ลิงก์นำไปยังข้อความในเอกสาร",
        "In order of date; ≈ marks dates inferred from the context. The links lead to the place in the text.",
    ),
    # Texts and data quality
    "texts": ("ข้อความที่ซ่อมแล้ว พร้อมรหัสและเหตุการณ์", "The repaired texts with codes and events"),
    "texts-short": ("ข้อความ", "Texts"),
    "texts-note": (
        "เลขในข้อความนำไปยังหมายเหตุข้างข้อความ เลขที่หมายเหตุนำกลับไปยังข้อความ "
        "แถบสีคือข้อความที่ลงรหัส เส้นใต้คือเหตุการณ์ สีเขียวคือร่วมมือ สีส้มคือขัดแย้ง "
        "เส้นประคือยังไม่เกิดหรือไม่ได้รับการยืนยัน เลขริมซ้ายคือหน้าหรือบรรทัดของต้นฉบับ",
        "Numbers in the text lead to the notes beside it, and back. Coloured passages are coded, underlined "
        "words tell an event: green cooperation, orange conflict, dashed what has not happened or is not "
        "sure. In the left margin stands the page or line of the source.",
    ),
    "found-in": ("{passages} · {events}", "{passages} · {events}"),
    "left-out-short": ("ไม่นำมาวิเคราะห์", "Left out"),
    "some-failed": (
        "วิเคราะห์ไม่ได้หรือไม่ครบ {n} เอกสาร",
        "{n} document was not analysed in full.|{n} documents were not analysed in full.",
    ),
}
