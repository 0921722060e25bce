"""A page about a conference, with its number in the headline."""

PAGE = """<html lang="zh"><head><meta charset="utf-8"><title>{title}_某某网</title>
<meta property="og:title" content="{title}"></head>
<body><div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a></div>
<div class="main"><h1>{title}</h1><div class="info">2024-08-21 09:30 来源：东方财富网</div><div class="content">
<p>近日,会议在长沙召开,与会代表围绕人工智能产业的发展进行了深入的讨论,并就下一步的工作提出了建议。</p>
<p>人工智能领域,要以创新应用为重点,开发一批新产品,支持设立光电显示研究院,推动技术研发和成果转化。</p>
<p>{last}</p></div></div><div class="footer">版权所有 某某网</div></body></html>"""
LAST = "会议还要求各地结合实际情况,制定具体的实施方案,确保各项任务按期完成,取得实实在在的成效。"


def page(number):
    return PAGE.format(title=f"湖南举行第{number}次产业大会", last=LAST).encode()
